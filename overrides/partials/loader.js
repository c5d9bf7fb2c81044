{const{fonts,head}=document,{content}=document.querySelector("template")
for(const face of fonts)face.load()
addEventListener("DOMContentLoaded",()=>head.append(content))}
