{const{documentElement:root,fonts,head}=document,{content}=document.querySelector("template")
for(const face of fonts)face.load().catch(()=>{})
try{const[scheme,size]=localStorage.getItem("view").split(" ")
root.dataset.scheme=scheme
root.style.fontSize=`clamp(90%,${+size||100}%,200%)`}catch{}
addEventListener("DOMContentLoaded",()=>{for(const one of content.children)one.async=false
head.append(content)})}
