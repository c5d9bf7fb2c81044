{const{documentElement:root,fonts,head}=document,{content}=document.querySelector("template")
Promise.all([...fonts].map(one=>one.load())).then(()=>performance.getEntriesByName("first-contentful-paint")[0]||(root.dataset.font=1),()=>0)
try{const[scheme,size]=localStorage.getItem("view").split(" ")
root.dataset.scheme=scheme
root.style.fontSize=`clamp(90%,${+size||100}%,200%)`}catch{}
addEventListener("DOMContentLoaded",()=>{for(const one of content.children)one.async=0
head.append(content)})}
